package leadhub.views;

import java.util.List;
import leadhub.base.Change;

/** What to change of a view. */
public record SavedViewChange(
        Change<String> name, Change<Boolean> isShared, Change<String> query, Change<List<String>> columns) {

    /** Asks something else from now on. */
    public static SavedViewChange toQuery(String query) {
        return new SavedViewChange(Change.keep(), Change.keep(), Change.set(query), Change.keep());
    }

    /** Shows other columns from now on. */
    public static SavedViewChange toColumns(List<String> columns) {
        return new SavedViewChange(Change.keep(), Change.keep(), Change.keep(), Change.set(columns));
    }
}
