package leadhub.forms;

import java.util.List;
import leadhub.forms.fields.FormField;
import org.jspecify.annotations.Nullable;

/** What somebody decides about a form. */
public record FormTerms(
        String name, @Nullable String description, FormStatus status, List<FormField> fields, FormSettings settings) {}
