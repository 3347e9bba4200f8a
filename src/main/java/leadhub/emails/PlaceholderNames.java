package leadhub.emails;

import java.util.List;
import java.util.stream.Stream;
import leadhub.base.Caller;
import leadhub.fields.CustomField;
import leadhub.fields.Fields;
import leadhub.leads.record.LeadField;
import leadhub.leads.record.LeadFields;
import org.springframework.stereotype.Component;

/** What can be put into an email: a closed list, of the fields of leads and of those whom the email is from. */
@Component
public class PlaceholderNames {
    static final String LEAD = "lead.";
    static final String LEAD_NAME = LEAD + "name";
    static final String CUSTOM = LEAD + CustomField.PATH;
    static final String OWNER_NAME = "owner.name";
    static final String OWNER_EMAIL = "owner.email";
    static final String WORKSPACE_NAME = "workspace.name";

    /** What a person can read; ids of records and flags say nothing to a lead. */
    static final List<LeadField<?>> FIELDS = LeadFields.SHOWN_BY_API.stream()
            .filter(field -> switch (field.kind()) {
                case TEXT, KEY, STATUS, WHOLE, MONEY, CURRENCY, TAGS, DAY -> true;
                case TIME -> field == LeadFields.CREATED_AT;
                case ID -> field == LeadFields.ID;
                case FLAG, CUSTOM, IDS -> false;
            })
            .toList();

    private static final List<String> USUAL = Stream.of(
                    Stream.of(LEAD_NAME),
                    FIELDS.stream().map(field -> LEAD + field.name()),
                    Stream.of(OWNER_NAME, OWNER_EMAIL, WORKSPACE_NAME))
            .flatMap(names -> names)
            .toList();

    private final Fields fields;

    PlaceholderNames(Fields fields) {
        this.fields = fields;
    }

    /** All of them in a workspace, its custom fields last. */
    public List<String> all(Caller caller) {
        return Stream.concat(USUAL.stream(), fields.all(caller).stream().map(field -> LEAD + field.path()))
                .toList();
    }

    /** Whether there is one of that name. */
    boolean contains(Caller caller, String name) {
        return all(caller).contains(name);
    }
}
