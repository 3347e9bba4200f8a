package leadhub.views;

import java.util.List;

/** A view to be saved. */
public record NewSavedView(String name, boolean isShared, String query, List<String> columns) {}
