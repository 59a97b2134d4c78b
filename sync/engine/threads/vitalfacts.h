// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/snapshots.h"
#include "sync/store/vitals.h"

namespace keel {

/// Figures of the process, the databases and the watchdog that health judges; nullopt where they are not known.
struct VitalFacts
{
    std::optional<double> memoryMb;  ///< resident, of this process
    std::optional<double> errorRate; ///< per cent of the rows of the last quarter of an hour
    std::optional<StoreVitals> a;
    std::optional<StoreVitals> b;
    int poolA = 0; ///< poolSize of the endpoints; 0: the engine counts no connections
    int poolB = 0;
    int rescues = 0;        ///< of the watchdog, in a row
    int rescuesAllowed = 0; ///< 0: no watchdog
    int brakes = 0;         ///< plans that wait for a person
};

} // namespace keel
