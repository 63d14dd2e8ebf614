/** English texts of what is mine to set: quiet hours, my numbers, drills. */
import type { Translated } from '../core/i18n';
import type ko from './own.ko';

const en: Translated<typeof ko> = {
  'own.title': 'My choices',
  'own.phone': 'My phone number',
  'own.phoneHint': 'So that the coordinator can call you in need. Neighbours do not see it.',
  'own.drill': 'Take part in drills',
  'own.drillHint':
    'Alerts come as in earnest, and the screen says “drill” in large letters. You may also be the one who is played as calling; if you agreed that your address is shown, a drill may lead to your door.',
  'quiet.title': 'Quiet hours',
  'quiet.none': 'None',
  'quiet.text': 'In these hours no call for help wakes you. Other neighbours are asked.',
  'quiet.on': 'Keep quiet hours',
  'quiet.from': 'From',
  'quiet.until': 'Until',
  'quiet.buddies': 'My buddy may wake me',
  'quiet.same': 'Please choose two different times.',
  'quiet.span': '{from} to {until}',
  'pin.title': 'Cancel number',
  'pin.isOn': 'Asked for',
  'pin.isOff': 'Not asked for',
  'pin.text': 'A four-digit number that is asked for when you take a call for help back. There are two.',
  'pin.first': 'With the first one the call is really taken back.',
  'pin.second':
    'If somebody forces you to cancel, type the second one. It looks just the same, but the coordinator is told at once.',
  'pin.learn': 'They cannot be seen again once saved. Choose numbers you remember easily.',
  'pin.set': 'Choose numbers',
  'pin.change': 'Change the numbers',
  'pin.off': 'Do not ask for a number',
  'pin.current': 'Type the number you use now',
  'pin.newFirst': 'Type the number to cancel with',
  'pin.newSecond': 'Type the number for when you are forced',
  'pin.saved': 'Your numbers are saved',
  'pin.turnedOff': 'No number is asked for any more',
  'pin.failed': 'Not saved. Please try again when you are connected.',
  'pin.ask': 'Type your cancel number',
  'pin.goesOn': 'Your call for help goes on.',
  'pin.notTaken': 'It is not taken back yet. Please try again.',
  'pin.typed': '{count} of four digits typed',
  'pin.erase': 'Erase one digit',
  'pin.leave': 'Keep asking for help',
  'pin.back': 'Stop',
};

export default en;
