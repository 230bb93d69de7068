import type { DeliveryView } from '../../../electron/bridge/contract.ts';
import type { Translate } from '../../i18n.tsx';

/** How far a message of one's own is; null for one of others. */
export function deliveryWords(delivery: DeliveryView, t: Translate): string | null {
  switch (delivery.name) {
    case 'received':
      return null;
    case 'waiting':
      return t('delivery.waiting');
    case 'arriving':
      if (delivery.of === 'files') return t('delivery.arrivingFile');
      return t(delivery.of === 'people' ? 'delivery.arrivingPeople' : 'delivery.arriving', {
        arrived: delivery.arrivedCount,
        total: delivery.totalCount,
      });
    case 'not-fetched':
      return t('delivery.notFetched');
    case 'declined':
      return t('delivery.declined');
    case 'arrived':
      return t('delivery.arrived');
    case 'seen':
      return t('delivery.seen');
    case 'not-sent':
      return t('delivery.notSent');
    default:
      return null;
  }
}
