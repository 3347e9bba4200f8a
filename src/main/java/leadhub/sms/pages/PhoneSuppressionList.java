package leadhub.sms.pages;

import leadhub.base.Page;
import leadhub.panel.FormErrors;
import leadhub.sms.PhoneSuppression;

/**
 * The model of Settings → SMS suppression list.
 *
 * @param number which page it is, counted from 1
 */
public record PhoneSuppressionList(Page<PhoneSuppression> numbers, long number, int perPage, FormErrors mistake) {
    public boolean isLast() {
        return number * perPage >= numbers.total();
    }
}
