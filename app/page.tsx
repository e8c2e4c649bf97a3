import { redirect } from "next/navigation";

/** Home is who waits for a reply. */
export default function HomePage() {
  redirect("/needs-reply");
}
