/** Why a photo was not kept, and how to get one that can be. */
import { formatNumber } from '../../core/i18n';
import { PhotoError } from '../../core/photos';
import { tm } from '../../locales/more';

const MEGABYTE = 1024 * 1024;

export function photoTrouble(failure: unknown, file: Blob): string {
  const reason = failure instanceof PhotoError ? failure.reason : 'storage-full';
  if (reason === 'too-large')
    return tm('report.photoTooLarge', { size: formatNumber(Math.ceil(file.size / MEGABYTE)) });
  if (reason === 'not-a-photo') return tm('report.photoNot');
  return tm(reason === 'not-signed-in' ? 'report.photoSignIn' : 'report.photoFull');
}
