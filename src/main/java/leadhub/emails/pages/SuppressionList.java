package leadhub.emails.pages;

import leadhub.base.Page;
import leadhub.emails.suppression.Suppression;
import leadhub.panel.FormErrors;

/**
 * The model of Settings → Suppression list.
 *
 * @param number which page it is, counted from 1
 */
public record SuppressionList(Page<Suppression> addresses, long number, int perPage, FormErrors mistake) {
    public boolean isLast() {
        return number * perPage >= addresses.total();
    }
}
