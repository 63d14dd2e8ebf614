/** Korean texts of what home shows after the first look. */
export default {
  'later.week': '지난 이레 동안 걸은 날',
  'later.weekDays': '7일 중 {count}일',
  'later.weekSum': '{distance} · {minutes}분',
  'later.weekSumHours': '{distance} · {hours}시간 {minutes}분',
  'later.together': '함께 걷기',
  'later.togetherText': '이웃과 시간을 맞춰 같이 걸어요',
  'later.facilities': '시설 점검',
  'later.facilitiesText': '가로등, 비상벨이 잘 있는지 한 번 눌러요',
  'later.reports': '내 제보',
  'later.reportsText': '알려 준 것이 어떻게 되었는지 봐요',
  'later.dogs': '우리 개',
  'later.dogsText': '이름과 사진, 등록번호',
  'later.hours': '봉사 시간',
  'later.hoursText': '인정된 시간과 확인서',
  'later.more': '더 보기',
} as const;
