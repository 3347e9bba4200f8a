package leadhub.home;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a workspace should do first.
 *
 * @param done whether it did, by the step
 * @param isDismissed whether the visitor has put the list away
 * @param hasDemo whether some of its leads are made up
 */
public record StepList(Map<Step, Boolean> done, boolean isDismissed, boolean hasDemo) {
    /** A step; {@code home.step.<word>} says it. */
    public enum Step {
        LEAD("/leads#new-lead", "plus"),
        SOURCE("/settings/integrations", "plug-connected"),
        FORM("/forms", "forms"),
        KEY("/settings/keys/new", "key"),
        IMPORT("/imports", "upload"),
        INVITE("/settings/team/new", "users-plus");

        private final String path;
        private final String icon;

        Step(String path, String icon) {
            this.path = path;
            this.icon = icon;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Where it is done. */
        public String path() {
            return path;
        }

        public String icon() {
            return icon;
        }
    }

    public List<Step> steps() {
        return List.of(Step.values());
    }

    public boolean isDone(Step step) {
        return Boolean.TRUE.equals(done.get(step));
    }

    /** Whether the list is still of use. */
    public boolean isShown() {
        return !isDismissed && !isDone();
    }

    private boolean isDone() {
        return steps().stream().allMatch(this::isDone);
    }

    public long number() {
        return steps().stream().filter(this::isDone).count();
    }
}
