/** The list on paper at the desk, in Korean. */
export default {
  'paper.title': '비상 연락 종이',
  'paper.intro': '앱이나 인터넷이 안 될 때 전화로 도울 수 있게, 하루에 한 번 종이로 뽑아 두세요.',
  'paper.what':
    '상황실과 확인한 이웃의 전화번호, 주소를 보이기로 한 주민의 주소와 들어가는 법, 119·112에 읽을 글이 담겨요.',
  'paper.logged': '종이에 적힌 모든 분이 누가 언제 왜 뽑았는지 볼 수 있어요. 서버에는 파일을 남기지 않아요.',
  'paper.never': '아직 뽑은 적이 없어요.',
  'paper.last': '마지막으로 뽑은 때: {time}',
  'paper.old': '하루가 지났어요. 새로 뽑고, 옛 종이는 파쇄하세요.',
  'paper.fresh': '오늘 쓸 종이가 있어요.',
  'paper.reason': '왜 뽑나요?',
  'paper.reasonHint': '종이에 적힌 모든 분이 볼 수 있어요. 예: 매일 아침 비상 연락 종이',
  'paper.reasonMissing': '왜 뽑는지 적어 주세요.',
  'paper.print': 'PDF 받기',
  'paper.making': '만들고 있어요',
  'paper.done': '받았어요. 뽑은 다음 파일은 지워 주세요.',
} as const;
