//! An experiment is a workload, a world and parameters; running one gives a report.
