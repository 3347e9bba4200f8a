package leadhub.forms.files;

import java.util.Optional;
import leadhub.forms.files.FormFiles.Place;
import org.springframework.stereotype.Component;

/** Has files go that nobody keeps any more, and those that a crash left without a row. */
@Component
public class FileCleaner {
    private final FormFiles files;

    FileCleaner(FormFiles files) {
        this.files = files;
    }

    /** In one workspace, in steps that hold nobody up. */
    public void clean(long workspaceId) {
        var after = Optional.of(Place.FIRST);
        while (after.isPresent()) {
            after = files.forget(workspaceId, after.get());
        }
        files.forgetDays(workspaceId);
        files.sweep(workspaceId);
    }
}
