package leadhub.forms.pages;

import java.util.List;
import java.util.Map;
import leadhub.forms.Form;
import leadhub.forms.watch.FormInNeed;
import leadhub.panel.FormErrors;

/**
 * The model of the list of forms.
 *
 * @param troubles of those that somebody should look after, by their ids
 */
public record FormList(List<Form> forms, Map<Long, FormInNeed> troubles, FormErrors mistake) {}
