package leadhub.integrations.tiktok;

import java.time.Duration;
import java.util.List;
import leadhub.base.Json;
import leadhub.integrations.AskedType.Past;
import leadhub.integrations.AskedType.PastLeads;
import leadhub.integrations.provider.ProviderFailure;
import org.jspecify.annotations.Nullable;

/**
 * Reads leads from before, which TikTok hands over in files: it is asked for one of each form and region, makes it in its own time, and keeps
 * it for ten minutes; what isn't read by then is asked for anew. A form whose file fails keeps nobody from those behind it, and is said at
 * the end. Where it goes on is a text of JSON.
 *
 * <p>Limits: 2,000 leads a step; a file is waited for 60 times, a minute at most each, and begun five times.
 */
final class TikTokBackfill {
    private static final int AT_ONCE = 2_000;
    private static final int MOST_LOOKS = 60;
    private static final int MOST_FILES = 5;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration MOST_PAUSE = Duration.ofMinutes(1);

    private final TikTokApi tikTok;
    private final List<String> regions;

    /** @param regions in which leads are; an empty one for neither Europe nor the United States */
    TikTokBackfill(TikTokApi tikTok, List<String> regions) {
        this.tikTok = tikTok;
        this.regions = regions;
    }

    /**
     * Where it goes on.
     *
     * @param forms that are left
     * @param region of the first one, by its place
     * @param task that makes its file; null before it was begun
     * @param looks how often that has been looked at
     * @param taken how many of its leads were taken
     * @param gone how many files of it were gone before they were read; null where an older version wrote it down
     * @param failed why the first form failed whose leads aren't read; null where none did
     */
    private record Place(
            List<String> forms,
            int region,
            @Nullable String task,
            int looks,
            int taken,
            @Nullable Integer gone,
            @Nullable String failed) {
        Place begun(String id) {
            return new Place(forms, region, id, 0, taken, gone, failed);
        }

        Place looked() {
            return new Place(forms, region, task, looks + 1, taken, gone, failed);
        }

        Place took(int more) {
            return new Place(forms, region, task, looks, taken + more, gone, failed);
        }

        /** From its first lead, for another file may have another order; those that were taken count once. */
        Place anew() {
            return new Place(forms, region, null, 0, 0, files(), failed);
        }

        Place failed(String why) {
            return new Place(forms, region, task, looks, taken, gone, failed == null ? why : failed);
        }

        /** How many were begun. */
        int files() {
            return (gone == null ? 0 : gone) + 1;
        }

        /** The next region, or form. */
        Place after(int regions) {
            return region + 1 < regions
                    ? new Place(forms, region + 1, null, 0, 0, 0, failed)
                    : new Place(forms.subList(1, forms.size()), 0, null, 0, 0, 0, failed);
        }

        @Nullable
        String json() {
            return forms.isEmpty() && failed == null ? null : Json.write(this);
        }
    }

    PastLeads page(Past wanted) {
        if (wanted.next() == null) {
            return new PastLeads(List.of(), new Place(tikTok.forms(), 0, null, 0, 0, 0, null).json());
        }
        var place = Json.MAPPER.readValue(wanted.next(), Place.class);
        if (place.forms().isEmpty()) {
            throw ProviderFailure.refused(String.valueOf(place.failed()));
        }
        var formId = place.forms().getFirst();
        var region = regions.get(Math.min(place.region(), regions.size() - 1));
        if (place.task() == null) {
            var begun = place.begun(tikTok.begin(formId, region).id());
            return new PastLeads(List.of(), begun.json(), FIRST_PAUSE);
        }
        TikTokApi.Task task;
        byte[] file;
        try {
            task = tikTok.look(formId, region, place.task());
            file = isReady(task) ? tikTok.download(region, task.id()) : new byte[0];
        } catch (ProviderFailure e) {
            return anew(place, e);
        }
        return switch (task.status()) {
            case "SUCCEED" -> read(place, task, file, wanted);
            case "FAILED" -> without(place, "fails");
            default -> waiting(place);
        };
    }

    /** The leads of a form in a region can't be had; those behind it can. */
    private PastLeads without(Place place, String why) {
        var form = place.forms().getFirst();
        return new PastLeads(
                List.of(),
                place.failed("the file with the leads of form " + form + " " + why)
                        .after(regions.size())
                        .json());
    }

    private static boolean isReady(TikTokApi.Task task) {
        return task.status().equals("SUCCEED") && task.fileType().equals("csv");
    }

    /** What TikTok doesn't know any more is made once more. */
    private PastLeads anew(Place place, ProviderFailure why) {
        var isGone = why.kind() == ProviderFailure.Kind.REFUSED || why.kind() == ProviderFailure.Kind.MISSING;
        if (!isGone) {
            throw why;
        }
        if (place.files() >= MOST_FILES) {
            return without(place, "is gone each time: " + why.say());
        }
        return new PastLeads(List.of(), place.anew().json(), FIRST_PAUSE);
    }

    private PastLeads waiting(Place place) {
        if (place.looks() >= MOST_LOOKS) {
            return without(place, "doesn't come");
        }
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(place.looks(), 10));
        return new PastLeads(List.of(), place.looked().json(), pause.compareTo(MOST_PAUSE) > 0 ? MOST_PAUSE : pause);
    }

    private PastLeads read(Place place, TikTokApi.Task task, byte[] bytes, Past wanted) {
        if (!task.fileType().equals("csv")) {
            return without(place, "is larger than 10 MB: import it");
        }
        var file = new TikTokFile(bytes);
        var leads = file.leads(place.taken(), AT_ONCE);
        var next = leads.size() < AT_ONCE ? place.after(regions.size()) : place.took(leads.size());
        return new PastLeads(
                leads.stream()
                        .filter(lead -> lead.isSince(wanted.since()))
                        .map(TikTokFile.Lead::past)
                        .toList(),
                next.json());
    }
}
