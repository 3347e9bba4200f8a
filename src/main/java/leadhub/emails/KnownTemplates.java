package leadhub.emails;

import java.util.Set;
import leadhub.base.RecordKind;
import leadhub.base.RecordSource;
import leadhub.base.database.Remembered;
import leadhub.base.database.Signals;
import org.springframework.stereotype.Component;

/** Which templates of emails there are, remembered for whoever names some. */
@Component
class KnownTemplates implements RecordSource {
    private final Remembered<Set<Long>> known;

    KnownTemplates(EmailTemplateSql sql, Signals signals) {
        this.known = new Remembered<>(signals, "email-templates", workspaceId -> Set.copyOf(sql.ids(workspaceId)));
    }

    @Override
    public RecordKind kind() {
        return RecordKind.EMAIL_TEMPLATE;
    }

    @Override
    public boolean has(long workspaceId, String key) {
        return known.get(workspaceId).contains(Long.parseLong(key));
    }

    /** The current transaction makes or deletes one. */
    void changed(long workspaceId) {
        known.changed(workspaceId);
    }
}
