package leadhub.bench;

import java.util.Locale;

/**
 * What one operation came to on one workspace.
 *
 * @param matching how many leads a list has in all; -1 where nothing is listed
 * @param first milliseconds of the first call after a start; NaN where none was measured
 * @param single one connection: what a lone user waits, in the quietest of three rounds
 * @param served the best of three rounds with eight connections
 * @param cpu of all rounds, for 1,000 requests
 * @param bare the best of three rounds of the bare side
 * @param roundTrips of the bare side, for one operation
 * @param alone p50 of one connection before the neighbour came; NaN where none was measured
 */
record Measurement(
        Operation operation,
        Site site,
        long matching,
        double first,
        Load.Round single,
        Load.Round served,
        Processes.Cpu cpu,
        Load.Round bare,
        double roundTrips,
        double alone) {

    double ratio() {
        return served.perSecond() / bare.perSecond();
    }

    boolean isLike(Measurement other) {
        return operation.name().equals(other.operation().name());
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%-32s %-6s %8.2f ms  %7.0f/s  bare %7.0f/s  %.2f",
                operation.name(),
                site.slug(),
                single.p50(),
                served.perSecond(),
                bare.perSecond(),
                ratio());
    }
}
