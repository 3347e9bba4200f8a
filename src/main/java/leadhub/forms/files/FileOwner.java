package leadhub.forms.files;

import java.util.List;
import java.util.Set;

/** A feature beside forms that keeps files by {@link StoredFiles}: it says which of them it has. */
public interface FileOwner {
    /** Those of some that it has a row of. */
    Set<String> known(long workspaceId, List<String> fileIds);

    /** Forgets the rows that nothing keeps any more; their files are swept. */
    void forget(long workspaceId);
}
