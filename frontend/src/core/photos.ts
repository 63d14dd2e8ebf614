/** Photos that wait on this phone until the server has them. */

export class PhotoError extends Error {
  constructor(readonly reason: 'too-large' | 'not-a-photo' | 'storage-full') {
    super(reason);
    this.name = 'PhotoError';
  }
}
/** Makes it smaller, drops its EXIF data, keeps it; throws PhotoError. */
export declare function addPhoto(file: Blob): Promise<string>;
/** An object URL for a photo that is still here; revoke it after use. */
export declare function photoUrl(id: string): Promise<string | null>;
export declare function removePhoto(id: string): Promise<void>;
