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
    private final Remembered<Known> known;

    private record Known(Set<Long> ids, boolean haveAskedForFiles) {}

    KnownForms(FormSql sql, Signals signals) {
        this.known = new Remembered<>(
                signals,
                "forms",
                workspaceId -> new Known(Set.copyOf(sql.ids(workspaceId)), sql.haveAskedForFiles(workspaceId)));
    }

    @Override
    public RecordKind kind() {
        return RecordKind.FORM;
    }

    @Override
    public boolean has(long workspaceId, String key) {
        return known.get(workspaceId).ids().contains(Long.parseLong(key));
    }

    /** Whether any form asks for files, or did. */
    boolean haveAskedForFiles(long workspaceId) {
        return known.get(workspaceId).haveAskedForFiles();
    }

    /** The current transaction makes or deletes one, or changes what it asks. */
    void changed(long workspaceId) {
        known.changed(workspaceId);
    }
}
