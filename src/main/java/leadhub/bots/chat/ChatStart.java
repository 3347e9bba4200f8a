package leadhub.bots.chat;

import leadhub.conversations.Visitor;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is known of whoever begins a conversation.
 *
 * @param language that they want to be written to in; the bot decides
 * @param attribution where they came from, {@code {"first": {…}, "last": {…}}}
 * @param isCounted false for trials and programs, which are in no figures
 */
public record ChatStart(String language, Visitor visitor, ObjectNode attribution, boolean isCounted) {}
