package leadhub.integrations;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import leadhub.intake.NewIntake;
import org.jspecify.annotations.Nullable;

/** A type with a URL that its provider posts to. */
public interface HookType extends IntegrationType {
    @Override
    default boolean hasUrl() {
        return true;
    }

    /** Refuses a request that isn't from whom it says, and says what of it is to be worked on. No network, no database. */
    Received receive(Hook hook, IntegrationConfig config);

    /**
     * What a signature has that is good for one post: the same post again is a duplicate, another one with it is forged. Empty where
     * signatures say nothing of that. A provider that has it is told by 406 not to send again what isn't signed as it has to be.
     */
    default Optional<String> goodOnce(Hook hook) {
        return Optional.empty();
    }

    /**
     * A request to the hook, as it came, and when.
     *
     * @param urls under which its sender may have called us, with the query: a proxy may have made another of it
     */
    record Hook(NewIntake whole, Headers headers, List<String> urls, Instant at) {
        /** Reads one header; null if it wasn't sent once. */
        @FunctionalInterface
        public interface Headers {
            @Nullable
            String get(String name);
        }
    }

    /**
     * What is to be worked on, and what is answered.
     *
     * @param notices those that only announce what has to be fetched ({@link FetchingType})
     */
    record Received(List<NewIntake> items, Object answer, List<NewIntake> notices) {
        public Received(List<NewIntake> items, Object answer) {
            this(items, answer, List.of());
        }

        public static Received one(NewIntake item) {
            return of(List.of(item));
        }

        /** The items of one post, each of which is a row; none for a provider that only wants to be answered. */
        public static Received of(List<NewIntake> items) {
            return new Received(items, new Answer("received"));
        }

        /** Some of them announcements. */
        public static Received of(List<NewIntake> items, List<NewIntake> notices) {
            return new Received(items, new Answer("received"), notices);
        }

        record Answer(String status) {}
    }
}
