package leadhub.forms;

import java.util.Set;
import leadhub.base.RecordKind;
import leadhub.base.RecordSource;
import leadhub.base.database.Remembered;
import leadhub.base.database.Signals;
import org.springframework.stereotype.Component;

/** Which forms there are, remembered for whoever names some. */
@Component
class KnownForms implements RecordSource {
    private final Remembered<Set<Long>> known;

    KnownForms(FormSql sql, Signals signals) {
        this.known = new Remembered<>(signals, "forms", workspaceId -> Set.copyOf(sql.ids(workspaceId)));
    }

    @Override
    public RecordKind kind() {
        return RecordKind.FORM;
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
