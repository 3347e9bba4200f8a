package leadhub.imports.pages;

import java.util.List;
import leadhub.base.Refusal;
import leadhub.imports.Import;
import org.jspecify.annotations.Nullable;

/**
 * The imports of a workspace, the newest first, and where to begin another.
 *
 * @param problem why the file that was just sent can't be imported
 */
public record ImportList(List<Import> imports, @Nullable Refusal problem) {

    /** The state of one of them as a word for messages. */
    public String state(Import one) {
        return ImportScreen.state(one);
    }
}
