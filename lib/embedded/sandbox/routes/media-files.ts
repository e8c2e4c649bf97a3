import { z } from "zod";
import { readFilters, type Filters } from "../filters";
import { empty, ok, param, parseBody, type Route } from "../http";
import { addPostedFile, fileUrl } from "../media";
import { pageOf } from "../paging";
import type { MediaFile } from "../rows";
import type { Sandbox } from "../sandbox";
import { malformed, notFound } from "../vendor-error";
import { vendorTime } from "../vendor-time";

const postSchema = z.object({ mediaUrl: z.string() });
const filters: Filters<MediaFile> = new Map([["type.eq", (value) => (file) => file.type === value]]);

/** /media-files: by URL only, there is no binary upload (vendor notes 2.9). */
export function mediaFileRoutes(sandbox: Sandbox): Route[] {
  const { mediaFiles } = sandbox.state;
  const found = (id: string): MediaFile => {
    const file = mediaFiles.get(id);
    if (!file?.listed) throw notFound("The media file");
    return file;
  };
  const row = (file: MediaFile) => ({
    id: file.id,
    name: file.name,
    type: file.type,
    url: fileUrl(sandbox, file),
    uploadAt: vendorTime(file.uploadAt),
  });
  return [
    {
      method: "GET",
      pattern: "/media-files",
      handle: ({ query }) => {
        const listed = mediaFiles.all().filter((file) => file.listed);
        return ok(pageOf(listed.filter(readFilters(query, filters)), query, row));
      },
    },
    {
      method: "POST",
      pattern: "/media-files",
      handle: async (request) => {
        const { mediaUrl } = parseBody(request, postSchema);
        if (!URL.canParse(mediaUrl)) throw malformed("Validation Error", "mediaUrl must be a public URL");
        return { status: 201, body: row(await addPostedFile(sandbox, mediaUrl, true)) };
      },
    },
    {
      method: "GET",
      pattern: "/media-files/{id}",
      handle: (request) => ok(row(found(param(request, "id")))),
    },
    {
      method: "DELETE",
      pattern: "/media-files/{id}",
      handle: (request) => {
        mediaFiles.remove(found(param(request, "id")).id);
        return empty();
      },
    },
  ];
}
