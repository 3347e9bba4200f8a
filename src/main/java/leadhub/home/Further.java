package leadhub.home;

import java.util.List;
import leadhub.leads.record.Lead;

/**
 * The figures further down, for the leads that somebody can see.
 *
 * @param unowned some new leads that have been without an owner for long
 * @param quiet some open leads without recent activity
 */
public record Further(Funnel funnel, List<Lead> unowned, List<Lead> quiet) {}
