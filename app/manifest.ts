import type { MetadataRoute } from "next";

/** Lets a phone keep Replydesk on its home screen. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    name: "Replydesk",
    short_name: "Replydesk",
    description: "A support inbox for text messages",
    start_url: "/",
    display: "standalone",
    background_color: "#f6f7f6",
    theme_color: "#0e6a4e",
    icons: [
      { src: "/icons/icon-192.png", sizes: "192x192", type: "image/png" },
      { src: "/icons/icon-512.png", sizes: "512x512", type: "image/png" },
      { src: "/icons/icon-maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
    ],
  };
}
