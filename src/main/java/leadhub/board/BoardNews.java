package leadhub.board;

import leadhub.base.Caller;
import leadhub.leads.Visibility;
import org.springframework.stereotype.Component;

/** Finds what has changed on a board since it was shown, among the leads that the viewer can see. */
@Component
class BoardNews {
    private final LeadNewsSql sql;
    private final Visibility visibility;

    BoardNews(LeadNewsSql sql, Visibility visibility) {
        this.sql = sql;
        this.visibility = visibility;
    }

    /** This moment, for {@link #since}. */
    String moment(Caller caller) {
        return sql.moment(caller.workspaceId());
    }

    LeadNews since(Caller caller, String moment) {
        return sql.since(caller.workspaceId(), moment, visibility.of(caller));
    }
}
