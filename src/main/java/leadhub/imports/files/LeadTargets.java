package leadhub.imports.files;

import java.util.ArrayList;
import java.util.List;
import leadhub.fields.CustomField;
import leadhub.leads.record.LeadField;
import leadhub.leads.record.LeadFields;

/** What a column of a file can be of a lead. */
public final class LeadTargets {
    /** First and last name in one cell. */
    public static final String FULL_NAME = "full_name";

    static final String CREATED_AT = LeadFields.CREATED_AT.name();

    private LeadTargets() {}

    /** All of them by name; custom fields as {@code custom_fields.key}. */
    public static List<String> all(List<CustomField> fields) {
        var all = new ArrayList<String>();
        LeadFields.SENT_BY_PROGRAMS.stream().map(LeadField::name).forEach(all::add);
        all.add(all.indexOf("last_name") + 1, FULL_NAME);
        all.add(CREATED_AT);
        fields.stream().map(CustomField::path).forEach(all::add);
        return List.copyOf(all);
    }

    /** Whether rows can say it; custom fields that nobody defined can be named too. */
    public static boolean isOne(String name) {
        return name.equals(FULL_NAME)
                || name.equals(CREATED_AT)
                || name.startsWith(CustomField.PATH) && name.length() > CustomField.PATH.length()
                || LeadFields.named(name)
                        .filter(field -> field.is(LeadField.Use.SENT))
                        .isPresent();
    }
}
