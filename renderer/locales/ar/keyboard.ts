import type { keyboard as english } from '../en/keyboard.ts';
import type { Translated } from '../locales.ts';

export const keyboard: Translated<typeof english> = {
  'switcher.title': 'الانتقال إلى محادثة',
  'switcher.label': 'الانتقال إلى…',
  'switcher.noOther': 'لا توجد محادثة أخرى بعد.',
  'switcher.none': 'لا محادثة بهذا الاسم.',

  'shortcuts.title': 'اختصارات لوحة المفاتيح',
  'shortcuts.hint': 'كل شيء هنا ممكن دون فأرة.',
  'shortcuts.show': 'إظهارها كلها',
  'shortcuts.find': 'البحث',
  'shortcuts.chats': 'المحادثات',
  'shortcuts.messages': 'في الرسائل',
  'shortcuts.writing': 'الكتابة',
  'shortcuts.switcher': 'الانتقال إلى محادثة',
  'shortcuts.searchHere': 'البحث في هذه المحادثة',
  'shortcuts.search': 'البحث في كل مكان',
  'shortcuts.list': 'إظهار هذه المفاتيح',
  'shortcuts.nextChat': 'المحادثة التالية',
  'shortcuts.previousChat': 'المحادثة السابقة',
  'shortcuts.add': 'إضافة شخص',
  'shortcuts.newGroup': 'مجموعة جديدة',
  'shortcuts.rowMenu': 'خيارات المحادثة',
  'shortcuts.escape': 'إغلاق ما هو مفتوح ومتابعة الكتابة',
  'shortcuts.messageUp': 'من رسالة إلى رسالة',
  'shortcuts.messageMenu': 'خيارات الرسالة',
  'shortcuts.send': 'إرسال',
  'shortcuts.newLine': 'سطر جديد',
  'shortcuts.editLast': 'تعديل آخر رسالة، في حقل فارغ',

  'key.ctrl': 'Ctrl',
  'key.alt': 'Alt',
  'key.shift': 'Shift',
  'key.enter': 'Enter',
  'key.escape': 'Esc',
};
