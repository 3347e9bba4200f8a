package leadhub.leads.lists;

import java.util.regex.Pattern;
import leadhub.base.Caller;
import leadhub.leads.Visibility;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds what has changed since a page was shown, among the leads that the viewer can see. */
@Component
public class LeadNewsReader {
    private static final Pattern MOMENT = Pattern.compile("[0-9]{1,20}:[0-9]{1,20}:[0-9,]{0,2000}");

    private final LeadNewsSql sql;
    private final Visibility visibility;

    LeadNewsReader(LeadNewsSql sql, Visibility visibility) {
        this.sql = sql;
        this.visibility = visibility;
    }

    /** This moment, for {@link #since}. */
    public String moment(Caller caller) {
        return sql.moment(caller.workspaceId());
    }

    /** What has become of leads and their tasks; null for what is no moment. */
    public @Nullable LeadNews since(Caller caller, String moment) {
        return since(caller, moment, true);
    }

    /** The same; @param withTasks whether what leads' tasks come to counts */
    public @Nullable LeadNews since(Caller caller, String moment, boolean withTasks) {
        return MOMENT.matcher(moment).matches()
                ? sql.since(caller.workspaceId(), moment, withTasks, visibility.of(caller))
                : null;
    }
}
