package leadhub.forms.pages;

import java.util.List;
import leadhub.forms.Form;
import leadhub.panel.FormErrors;

/** The model of the list of forms. */
public record FormList(List<Form> forms, FormErrors mistake) {}
