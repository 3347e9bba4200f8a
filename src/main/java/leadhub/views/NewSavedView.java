package leadhub.views;

import java.util.List;
import java.util.Map;

/** A view to be saved. */
public record NewSavedView(
        String name, boolean isShared, String query, List<String> columns, Map<String, Integer> widths) {
    /** One whose columns are as wide as they come. */
    public NewSavedView(String name, boolean isShared, String query, List<String> columns) {
        this(name, isShared, query, columns, Map.of());
    }
}
