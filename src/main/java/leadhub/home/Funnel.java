package leadhub.home;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import leadhub.pipelines.Stage;
import org.jspecify.annotations.Nullable;

/**
 * How far the leads of a pipeline have got. A lead has got as far as the stage it is in; one that was lost, no further
 * than where it came in, for where it was last nobody says.
 *
 * @param steps the stages in their order, without those for lost leads
 * @param lost the stages for lost leads
 */
public record Funnel(String pipeline, List<Step> steps, List<Step> lost) {

    /**
     * A stage.
     *
     * @param here how many leads are in it
     * @param reached how many have got this far
     * @param ofAll their share of all leads, from 0 to 1
     * @param ofStepBefore their share of those that got to the stage before; null where there is none
     */
    public record Step(
            Stage stage,
            long here,
            long reached,
            double ofAll,
            @Nullable Double ofStepBefore) {
        /** For the width of a bar, in percent. */
        public String width() {
            return Long.toString(Math.round(ofAll * 100));
        }
    }

    static Funnel of(String pipeline, List<Stage> stages, Map<Long, Long> leads) {
        var all = stages.stream().mapToLong(stage -> here(stage, leads)).sum();
        var going = stages.stream().filter(stage -> !stage.isLost()).toList();
        var further = going.stream().mapToLong(stage -> here(stage, leads)).sum();
        var steps = new ArrayList<Step>();
        for (var stage : going) {
            var reached = steps.isEmpty() ? all : further;
            var before = steps.isEmpty() ? 0 : steps.getLast().reached();
            var wentOn = before == 0 ? null : (Double) share(reached, before);
            steps.add(new Step(stage, here(stage, leads), reached, share(reached, all), wentOn));
            further -= here(stage, leads);
        }
        var lost = stages.stream()
                .filter(Stage::isLost)
                .map(stage ->
                        new Step(stage, here(stage, leads), here(stage, leads), share(here(stage, leads), all), null))
                .toList();
        return new Funnel(pipeline, steps, lost);
    }

    private static long here(Stage stage, Map<Long, Long> leads) {
        return leads.getOrDefault(stage.id(), 0L);
    }

    private static double share(long part, long all) {
        return all == 0 ? 0 : (double) part / all;
    }
}
