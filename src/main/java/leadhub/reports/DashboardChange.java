package leadhub.reports;

import java.util.List;
import leadhub.base.Change;

/** What is asked of a dashboard. */
public record DashboardChange(Change<String> name, Change<Boolean> isShared, Change<List<Tile>> tiles) {}
