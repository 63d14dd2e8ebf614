/** The way to the list on paper, which says quietly when that is old; a coordinator's matter alone. */
import { PAPER_PATH } from './addresses';
import { getPaper } from './paper/paper';
import { tell } from './raise/words';
import { useAnswer } from './use-answer';

export function PaperLink() {
  const { answer } = useAnswer('paper', getPaper);
  const state = answer?.is_old ? (answer.printed_at === null ? 'never' : 'old') : 'open';
  return (
    <a class="btn btn-quiet" href={PAPER_PATH}>
      {tell(`paper.${state}`)}
    </a>
  );
}
