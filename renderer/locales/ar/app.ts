import type { app as english } from '../en/app.ts';
import type { Translated } from '../locales.ts';

export const app: Translated<typeof english> = {
  'app.name': 'Hashline',
  'app.nameUnread': '({count}) Hashline',
  'app.starting': 'يتم فتح رسائلك…',
  'app.back': 'العودة إلى محادثاتك',
  'app.crashTitle': 'حدث خطأ ما في هذه النافذة',
  'app.crashBody': 'الخطأ منا، ولم يضع شيء مما كتبته. إعادة تحميل النافذة تحل المشكلة عادةً.',
  'app.crashReload': 'إعادة التحميل',

  'notice.dismiss': 'إخفاء هذا التنبيه',
  'notice.keyInFile.title': 'يمكن قراءتها إذا سُرق هذا القرص.',
  'notice.keyInFile.body': 'مفتاح رسائلك في ملف بجانبها.',
  'notice.portChanged.title': 'المنفذ {wanted} كان مشغولًا.',
  'notice.portChanged.body': 'يستخدم Hashline المنفذ {got} بدلًا منه. ويعلم كل معارفك بذلك تلقائيًا.',
  'notice.moved.title': 'انتقلت إلى حاسوب آخر في {date}.',
  'notice.moved.body': 'ما تكتبه هنا يصل مع ذلك. استخدم الحاسوب الأحدث، واستخدم Hashline هنا إن نقصك شيء.',
  'notice.recovered.title': 'كانت رسائلك تالفة على القرص وقد استُعيدت.',
  'notice.recovered.body': 'هي كما كانت في {date}؛ وما جاء بعدها يعود ممن تتحدث معهم. الملف التالف محفوظ بجانبها.',
  'notice.salvaged.nothing.title': 'كانت رسائلك تالفة على القرص، وأمكنت قراءتها كلها.',
  'notice.salvaged.nothing.body':
    '{saved, plural, zero {لا رسائل} one {رسالة واحدة} two {رسالتان} few {# رسائل} many {# رسالة} other {# رسالة}} هنا. الملف التالف محفوظ بجانبها.',
  'notice.salvaged.messages.title': 'كانت رسائلك تالفة على القرص، وتعذرت قراءة بعضها.',
  'notice.salvaged.messages.body':
    'ما أمكن إنقاذه: {saved, plural, zero {لا رسائل} one {رسالة واحدة} two {رسالتان} few {# رسائل} many {# رسالة} other {# رسالة}}. وما ينقص يعود ممن تتحدث معهم إن كان لا يزال عندهم. الملف التالف محفوظ بجانبها.',
  'notice.salvaged.people.title': 'كانت رسائلك تالفة على القرص، وتعذرت قراءة بعض الرسائل والأشخاص.',
  'notice.salvaged.people.body':
    'ما أمكن إنقاذه: {saved, plural, zero {لا رسائل} one {رسالة واحدة} two {رسالتان} few {# رسائل} many {# رسالة} other {# رسالة}}. إن غاب أحد عن قائمتك فاطلب منه دعوة جديدة. وتعود الرسائل ممن تتحدث معهم إن كانت لا تزال عندهم. الملف التالف محفوظ بجانبها.',
  'notice.copyTrouble.title': 'تعذّر عمل النسخة الاحتياطية.',
  'notice.copyTrouble.folderMissing': 'المجلد أو القرص المخصص لها غير موجود. وصّله أو اختر مجلدًا آخر.',
  'notice.copyTrouble.diskFull': 'القرص المخصص لها ممتلئ. النسخة التي قبلها ما زالت سليمة.',
  'notice.copyTrouble.failed': 'ما كُتب تعذّرت قراءته. النسخة التي قبلها ما زالت سليمة.',
  'notice.setPassphrase': 'تعيين عبارة مرور',
  'notice.noRescueWords.title': 'هل تستطيع العودة إن تعطّل هذا الحاسوب؟',
  'notice.noRescueWords.body': 'تكفي اثنتا عشرة كلمة على ورقة.',
  'notice.noRescueWords.show': 'أرِني',
  'notice.copyTrouble.look': 'عرض',
  'notice.diskFull.title': 'القرص ممتلئ.',
  'notice.diskFull.body': 'ما يرسله الآخرون إليك ينتظر لديهم حتى تتوفر مساحة من جديد.',

  'problem.notCopied': 'لم يُنسخ: لم يطلب ذلك أحد.',
  'problem.ours': 'لم ينجح ذلك، والخطأ منا. حاول مرة أخرى من فضلك.',
  'problem.conversationGone': 'لم تعد هذه المحادثة هنا.',

  'toast.label': 'تنبيهات',
  'toast.dismiss': 'إخفاء',

  'dialog.cancel': 'إلغاء',
  'dialog.close': 'إغلاق',
};
