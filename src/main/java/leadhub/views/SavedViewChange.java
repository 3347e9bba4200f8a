package leadhub.views;

import java.util.List;
import leadhub.base.Change;

/** The changes to a saved view. */
public record SavedViewChange(
        Change<String> name, Change<Boolean> isShared, Change<String> query, Change<List<String>> columns) {

    /** Changes what the view asks for. */
    public static SavedViewChange toQuery(String query) {
        return new SavedViewChange(Change.keep(), Change.keep(), Change.set(query), Change.keep());
    }

    /** Changes the view's columns. */
    public static SavedViewChange toColumns(List<String> columns) {
        return new SavedViewChange(Change.keep(), Change.keep(), Change.keep(), Change.set(columns));
    }
}
