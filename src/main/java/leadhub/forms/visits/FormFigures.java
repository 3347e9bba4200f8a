package leadhub.forms.visits;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * How a form did over some days.
 *
 * @param hosts the pages that show it, the one with most views first
 * @param drops at which fields visitors left who had begun, most first
 */
public record FormFigures(List<Host> hosts, List<Drop> drops) {
    /**
     * One host's page.
     *
     * @param submissions accepted and pending ones, as they came
     * @param unsolved of the spam: without the arithmetic that the form asks for
     * @param policyBlocks how often the page's own policy kept the form away
     * @param hostBlocks how often the form's list of hosts did
     */
    public record Host(
            String host,
            long views,
            long starts,
            long submissions,
            long spam,
            long unsolved,
            long policyBlocks,
            long hostBlocks) {

        /** How many submissions come of a view, to four decimals; 0 where nobody has seen it. */
        public BigDecimal conversion() {
            return FormFigures.conversion(submissions, views);
        }
    }

    /** How many left at a field. */
    public record Drop(String key, long leavers) {}

    /** All hosts together. */
    public Host all() {
        return new Host(
                VisitHost.OTHER,
                hosts.stream().mapToLong(Host::views).sum(),
                hosts.stream().mapToLong(Host::starts).sum(),
                hosts.stream().mapToLong(Host::submissions).sum(),
                hosts.stream().mapToLong(Host::spam).sum(),
                hosts.stream().mapToLong(Host::unsolved).sum(),
                hosts.stream().mapToLong(Host::policyBlocks).sum(),
                hosts.stream().mapToLong(Host::hostBlocks).sum());
    }

    /** Submissions by views, to four decimals; 0 without any view. */
    public static BigDecimal conversion(long submissions, long views) {
        return views == 0
                ? BigDecimal.ZERO
                : BigDecimal.valueOf(submissions).divide(BigDecimal.valueOf(views), 4, RoundingMode.HALF_UP);
    }
}
