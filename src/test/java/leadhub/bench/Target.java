package leadhub.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One thing that was promised, and whether it holds. */
record Target(String text, boolean met) {
    private static final double FEW = 1_000;
    private static final double BROAD_MILLISECONDS = 60;
    private static final double NARROW_MILLISECONDS = 5;
    private static final double REPORT_MILLISECONDS = 1_000;

    @Override
    public String toString() {
        return (met ? "✓ " : "✗ ") + text;
    }

    /** A value that must be at least so much. */
    static Target atLeast(double wanted, String what, double value) {
        return new Target(String.format(Locale.ROOT, "%s ≥ %.2f", what, wanted), value >= wanted);
    }

    /** A value that must stay below so much. */
    static Target below(double wanted, String what, double value) {
        return new Target(String.format(Locale.ROOT, "%s < %.0f ms", what, wanted), value < wanted);
    }

    /** A value that may be at most so many times another. */
    static Target atMost(double times, String of, double value, double other) {
        return new Target(
                String.format(Locale.ROOT, "%.2f of at most %.1f × %s", value / other, times, of),
                value <= times * other);
    }

    /**
     * What a measurement is held to.
     *
     * @param small the same operation on the small workspace; null on the small one itself
     * @param feeder the operation of the API that says as much as a page; null for what is no page
     */
    static List<Target> of(Measurement measured, @Nullable Measurement small, @Nullable Measurement feeder) {
        var targets = new ArrayList<Target>();
        var p50 = measured.single().p50();
        switch (measured.operation().kind()) {
            case LIST -> targets.add(atLeast(0.50, "ratio", measured.ratio()));
            case GET -> targets.add(atLeast(0.35, "ratio", measured.ratio()));
            case CREATE -> targets.add(atLeast(0.45, "ratio", measured.ratio()));
            case SEARCH, PAIR ->
                targets.add(
                        measured.matching() <= FEW
                                ? below(NARROW_MILLISECONDS, "p50", p50)
                                : below(BROAD_MILLISECONDS, "p50", p50));
            case LAST_PAGE -> targets.add(below(BROAD_MILLISECONDS, "p50", p50));
            case PANEL -> {
                if (feeder != null) {
                    targets.add(atMost(
                            3, feeder.operation().name(), p50, feeder.single().p50()));
                }
            }
            case REPORT -> {
                targets.add(below(REPORT_MILLISECONDS, "p50", p50));
                if (!Double.isNaN(measured.first())) {
                    targets.add(below(REPORT_MILLISECONDS, "first", measured.first()));
                }
            }
            case BOARD, FILTER, SORT, PAGE, PATCH, INBOUND -> {}
        }
        switch (measured.operation().kind()) {
            case BOARD -> {
                if (small != null) {
                    targets.add(atMost(1.2, "small", p50, small.single().p50()));
                }
            }
            case LIST, FILTER, SORT -> {
                if (small != null) {
                    targets.add(atMost(2, "small", p50, small.single().p50()));
                }
            }
            default -> {}
        }
        if (!Double.isNaN(measured.alone())) {
            targets.add(atMost(1.2, "alone", p50, measured.alone()));
        }
        return targets;
    }
}
