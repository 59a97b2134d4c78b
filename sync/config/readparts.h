// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/config/section.h"

/// The parts of a reading, one file each; used by configreader.cpp only.
namespace keel {

struct ReadEndpoints
{
    std::vector<EndpointConfig> endpoints;
    QStringList withoutAddress; ///< Supabase endpoints whose address is not given: their links are left out
    QStringList faulty;         ///< known by name, but wrong: not to be called missing as well
};

[[nodiscard]] ReadEndpoints readEndpoints(Section& root);
/// Links in the order of the file; the ones left out are not among them. Fills in the pool sizes of `endpoints`.
[[nodiscard]] std::vector<LinkConfig> readLinks(Section& root, ReadEndpoints& endpoints);
[[nodiscard]] TableConfig readTable(Section& section, const LinkConfig& link, const EndpointConfig* b,
                                    bool deleteOnFilterLeave);
/// watchdog, api, log, keep, display, and what is accepted for later versions.
void readService(Section& root, const ReadEndpoints& endpoints, Config& config);

/// Who is called, and how.
[[nodiscard]] std::vector<AlertConfig> readAlerts(Section& root);
/// "whsec_" and at least 16 bytes in base64; the word before may be missing.
[[nodiscard]] bool isWebhookSecret(const QString& text);

/// The links of a table form a tree, seen over endpoints and the names the table has there; a cycle is a fault at the
/// link that closes it.
void checkTree(const Config& config, Reading& reading, const JsonNode& root);
/// Says what is allowed but unwise: open files with passwords, connections that do not check the server.
void warnOfRisks(const Config& config, Reading& reading);

/// "links[0]", "links[0].tables[2]".
[[nodiscard]] QString indexed(const QString& list, std::size_t index);
[[nodiscard]] bool isLoopback(const QString& host);

} // namespace keel
