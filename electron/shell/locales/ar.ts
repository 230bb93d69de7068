import type { ShellSentences } from '../words.ts';

/** The shell's sentences in Arabic; en.ts says what they are. */
export const ar: ShellSentences = {
  'app.name': 'Hashline',

  // ---- notifications ---------------------------------------------------------------------------------------------
  'notify.nameCount': '{name} ({count})',
  'notify.news':
    '{count, plural, zero {لا رسائل جديدة} one {رسالة جديدة} two {رسالتان جديدتان} few {# رسائل جديدة} many {# رسالة جديدة} other {# رسالة جديدة}}',
  'notify.hidden': 'رسالة جديدة',
  'notify.said': '{name}: {text}',
  'notify.photos': '{count, plural, zero {لا صور} one {صورة} two {صورتان} few {# صور} many {# صورة} other {# صورة}}',
  'notify.photoWithCaption': '{photos}: {caption}',
  'notify.voice': 'رسالة صوتية',
  'notify.file': 'ملف: {name}',
  'notify.invited': 'وصلتك دعوة من {name} إلى هذه المجموعة',
  'notify.invitedBySomeone': 'وصلتك دعوة إلى مجموعة',
  'notify.request': 'شخص جديد يطلب مراسلتك',
  'notify.test': 'هكذا ستظهر الرسالة',

  // ---- the notification area -------------------------------------------------------------------------------------
  'tray.tip':
    '{unread, plural, =0 {Hashline} zero {Hashline} one {Hashline: رسالة غير مقروءة} two {Hashline: رسالتان غير مقروءتين} few {Hashline: # رسائل غير مقروءة} many {Hashline: # رسالة غير مقروءة} other {Hashline: # رسالة غير مقروءة}}',
  'tray.open': 'فتح Hashline',
  'tray.quiet': 'كتم لمدة ساعة',
  'tray.quit': 'إنهاء',

  // ---- the application menu --------------------------------------------------------------------------------------
  'menu.file': '&ملف',
  'menu.addSomeone': 'إضافة شخص',
  'menu.newGroup': 'مجموعة جديدة',
  'menu.settings': 'الإعدادات',
  'menu.close': 'إغلاق النافذة',
  'menu.quit': 'إنهاء Hashline',
  'menu.edit': '&تحرير',
  'menu.undo': 'تراجع',
  'menu.redo': 'إعادة',
  'menu.cut': 'قص',
  'menu.copy': 'نسخ',
  'menu.paste': 'لصق',
  'menu.selectAll': 'تحديد الكل',
  'menu.view': '&عرض',
  'menu.usualText': 'حجم النص المعتاد',
  'menu.largerText': 'تكبير النص',
  'menu.smallerText': 'تصغير النص',
  'menu.fullScreen': 'ملء الشاشة',
  'menu.reload': 'إعادة التحميل',
  'menu.developerTools': 'أدوات المطوّر',
  'menu.window': '&نافذة',
  'menu.help': '&مساعدة',
  'menu.shortcuts': 'اختصارات لوحة المفاتيح',

  // ---- the right mouse button ------------------------------------------------------------------------------------
  'context.learn': 'إضافة إلى القاموس',
  'context.noSuggestions': 'لا اقتراحات',
  'context.copyPicture': 'نسخ الصورة',

  // ---- the window died -------------------------------------------------------------------------------------------
  'window.diedTitle': 'توقفت النافذة مرتين',
  'window.died': 'الخطأ منا، ولم يضع شيء مما كتبته. إعادة التحميل تحل المشكلة عادةً.',
  'window.load': 'إعادة التحميل',

  'ask.openFile': 'هل تريد فتح ملف في برنامج آخر؟',
  'ask.openLink': 'هل تريد فتح صفحة في متصفحك؟',
  'ask.copyText': 'هل تريد نسخ نص؟',
  'ask.copyPicture': 'هل تريد نسخ صورة؟',
  'ask.nobodyClicked': 'لم يُضغط أي مفتاح ولم يُنقر على شيء في هذه النافذة الآن. إن لم تكن أنت من طلب ذلك فاختر «لا».',
  'ask.rescueWords': 'هل تريد إظهار كلمات الإنقاذ الاثنتي عشرة؟',
  'ask.rescueWordsWhy': 'من يراها يستطيع فتح ملف الإنقاذ ونسخك والكتابة باسمك. تأكد من أن لا أحد ينظر من خلفك.',
  'ask.passphrase': 'هل تريد طلب عبارة المرور هذه عند كل بدء؟',
  'ask.passphraseWhy': 'من دونها ومن دون كلمات الإنقاذ الاثنتي عشرة لن يستطيع أحد فتح رسائلك مجددًا. ولا حتى أنت.',
  'ask.yes': 'نعم',
  'ask.no': 'لا',

  'export.written': 'كتبه Hashline في {date}',
  'export.edited': 'معدّلة',
  'export.deleted': 'حُذف هذا',
  'export.newerVersion': 'أُرسل من إصدار أحدث',
  'export.missing': 'ليس على هذا الحاسوب',
  'export.created': '{byMe, select, yes {أنشأتَ} other {أنشأ {by}}} هذه المجموعة.',
  'export.joined': '{byMe, select, yes {انضممتَ} other {انضم {by}}} إلى المجموعة.',
  'export.left': '{byMe, select, yes {غادرتَ} other {غادر {by}}} المجموعة.',
  'export.picture': '{byMe, select, yes {غيّرتَ} other {غيّر {by}}} صورة المجموعة.',
  'export.title': '{byMe, select, yes {سمّيتَ} other {سمّى {by}}} المجموعة «{title}».',
  'export.added':
    '{whoMe, select, yes {{byMe, select, yes {دعوتَ نفسك} other {دعاك {by}}}} other {{byMe, select, yes {دعوتَ} other {دعا {by}}} {who}}}.',
  'export.removed':
    '{whoMe, select, yes {{byMe, select, yes {أزلتَ نفسك} other {أزالك {by}}}} other {{byMe, select, yes {أزلتَ} other {أزال {by}}} {who}}}.',
  'export.madeAdmin':
    '{whoMe, select, yes {{byMe, select, yes {جعلتَ نفسك} other {جعلك {by}}}} other {{byMe, select, yes {جعلتَ} other {جعل {by}}} {who}}} مشرفًا.',
  'export.wishedAdmin':
    '{byMe, select, yes {اقترحت} other {اقترح {by}}} {whoMe, select, yes {أن تكون} other {أن يكون {who}}} مشرفًا.',
  'export.unwishedAdmin':
    '{byMe, select, yes {لم تعد تقترح} other {لم يعد {by} يقترح}} {whoMe, select, yes {أن تكون} other {أن يكون {who}}} مشرفًا.',
  'export.madeMember': '{whoMe, select, yes {لم تعد} other {لم يعد {who}}} مشرفًا.',
};
