package leadhub.sms;

import java.util.List;
import leadhub.base.Caller;
import leadhub.base.Slice;
import leadhub.leads.Visibility;
import org.springframework.stereotype.Service;

/** The SMS of a workspace as conversations, one for each lead. */
@Service
public class SmsInbox {
    private final SmsTalkSql sql;
    private final Visibility visibility;

    SmsInbox(SmsTalkSql sql, Visibility visibility) {
        this.sql = sql;
        this.visibility = visibility;
    }

    /**
     * What was written to a lead or by it.
     *
     * @param latest what was written last, either way
     * @param isUnanswered whether no person has answered since the lead wrote; what automations sent, or couldn't be sent, is no answer
     */
    public record Talk(Sms latest, boolean isUnanswered) {}

    /** Those of the leads that the caller sees, the latest first. */
    public List<Talk> list(Caller caller, boolean isUnanswered, Slice slice) {
        return sql.list(caller.workspaceId(), isUnanswered, visibility.of(caller), slice);
    }
}
