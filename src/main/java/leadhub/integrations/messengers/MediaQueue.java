package leadhub.integrations.messengers;

import leadhub.conversations.files.ExpectedFiles;
import leadhub.conversations.files.FileQueue;
import leadhub.jobs.JobQueue;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sees to it by a job that a file is fetched. */
@Component
class MediaQueue implements FileQueue {
    static final String JOB = "messenger-file";

    private final JobQueue jobs;

    MediaQueue(JobQueue jobs) {
        this.jobs = jobs;
    }

    /**
     * The job that fetches one.
     *
     * @param conversationId what it came with, for the job was made for conversations
     * @param kind of {@link ExpectedFiles}; null in jobs from when there was one
     */
    record Wanted(
            long workspaceId,
            long conversationId,
            long number,
            @Nullable String kind) {
        ExpectedFiles.Place place() {
            return new ExpectedFiles.Place(conversationId, number);
        }
    }

    @Override
    public void add(long workspaceId, String kind, ExpectedFiles.Place place) {
        jobs.add(JOB, new Wanted(workspaceId, place.ownerId(), place.number(), kind));
    }
}
