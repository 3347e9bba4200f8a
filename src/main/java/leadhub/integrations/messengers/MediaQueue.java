package leadhub.integrations.messengers;

import leadhub.conversations.files.FileQueue;
import leadhub.conversations.files.MessageFiles;
import leadhub.jobs.JobQueue;
import org.springframework.stereotype.Component;

/** Sees to it by a job that a file is fetched. */
@Component
class MediaQueue implements FileQueue {
    static final String JOB = "messenger-file";

    private final JobQueue jobs;

    MediaQueue(JobQueue jobs) {
        this.jobs = jobs;
    }

    /** The job that fetches one. */
    record Wanted(long workspaceId, long conversationId, long number) {
        MessageFiles.Place place() {
            return new MessageFiles.Place(conversationId, number);
        }
    }

    @Override
    public void add(long workspaceId, MessageFiles.Place place) {
        jobs.add(JOB, new Wanted(workspaceId, place.conversationId(), place.number()));
    }
}
