package leadhub.leads.lists;

import java.util.List;

/**
 * Which leads have changed since a moment.
 *
 * @param moment to ask from the next time
 * @param ids the leads, including deleted ones
 * @param tasked those that haven't changed, but their tasks have
 * @param isTooMuch whether so much has changed that it is better to reload everything
 */
public record LeadNews(String moment, List<Long> ids, List<Long> tasked, boolean isTooMuch) {

    public boolean isNothing() {
        return ids.isEmpty() && tasked.isEmpty() && !isTooMuch;
    }
}
