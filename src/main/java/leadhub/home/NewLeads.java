package leadhub.home;

import org.jspecify.annotations.Nullable;

/**
 * How many leads came in on a day from a source.
 *
 * @param day its place among the days that were asked for, from 0
 * @param source null for all but the biggest ones together
 */
record NewLeads(int day, @Nullable String source, long leads) {}
