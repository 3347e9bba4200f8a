package leadhub.bots.knowledge;

import org.jspecify.annotations.Nullable;

/** A passage, and where it stands. @param url where visitors find its document; null for a page of ours */
public record FoundPassage(String title, @Nullable String url, long documentId, int number, Passage passage) {}
