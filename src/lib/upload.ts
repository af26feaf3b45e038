/** An upload that did not come through, in words for whoever is waiting for it. */
export class UploadFailed extends Error {
  override name = "UploadFailed";
}

/**
 * Sends a file to where it was said that it goes, and answers the name it has there. `onProgress` hears how much of it is
 * out, from 0 to 1: `fetch` does not tell.
 */
export function upload(
  url: string,
  file: Blob,
  onProgress: (share: number) => void,
  signal?: AbortSignal,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const fail = () => reject(new UploadFailed("The upload broke off. Try again."));
    request.open("POST", url);
    request.setRequestHeader("Content-Type", file.type || "application/octet-stream");
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 1 : loaded / total);
    request.onerror = fail;
    request.onabort = fail;
    request.onload = () => {
      const storageId = idIn(request.responseText);
      if (request.status === 200 && storageId !== null) resolve(storageId);
      else if (request.status === 413) reject(new UploadFailed("The file is too large."));
      else reject(new UploadFailed(`The upload was answered ${request.status}. Try again.`));
    };
    signal?.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}

function idIn(answer: string): string | null {
  try {
    const { storageId } = JSON.parse(answer) as { storageId?: unknown };
    return typeof storageId === "string" ? storageId : null;
  } catch {
    return null;
  }
}
