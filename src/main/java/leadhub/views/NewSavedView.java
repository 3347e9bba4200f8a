package leadhub.views;

import java.util.List;

/** A view to be kept. */
public record NewSavedView(String name, boolean isShared, String query, List<String> columns) {}
