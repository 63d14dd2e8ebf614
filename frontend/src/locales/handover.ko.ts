/** The card for 112 and 119 in Korean. */
export default {
  'hand.title': '112·119에 알리기',
  'hand.short': '신고 카드',
  'hand.text': '앱이 대신 신고하지 않아요. 전화해서 아래를 읽어 주세요.',
  'hand.point': '국가지점번호',
  'hand.noPoint': '자리를 몰라요. 보이는 간판이나 건물 이름을 말해 주세요.',
  'hand.off': '{metres} m쯤 다를 수 있어요',
  'hand.address': '도로명주소',
  'hand.nearest': '가까운 표지',
  'hand.near': '{name} {number}에서 {metres} m',
  'hand.script': '여기는 {where}예요. {what} 상황이고 {minutes}분 됐어요. 저는 도우러 온 이웃이에요.',
  'hand.drillScript': '연습입니다. 연습입니다. {script}',
  'hand.noCallInDrill':
    '연습에서는 112·119에 전화도 문자도 하지 않아요. 소리 내어 읽어만 보세요. 진짜로 급하면 화면 위의 119·112를 누르세요.',
  'hand.call': '{number}에 전화하기',
  'hand.copy': '복사하기',
  'hand.copied': '복사했어요',
  'hand.sms112': '112에 문자 보내기',
  'hand.sms119': '119에 문자 보내기',
  'hand.over': '이 알림은 이미 끝났어요.',
} as const;
