//! Every test of the product as a whole, in one program: the heavy libraries are linked once.

mod changed_towns;
mod cities;
mod cli;
mod comparison;
mod coordinates;
mod fengqing;
mod files;
mod formats;
mod isochrones;
mod land;
mod network_file;
mod networks;
mod north;
mod properties;
mod rules;
mod scenario_files;
mod scenarios;
mod service;
mod squares;
mod streets;
mod walkthrough;
mod years;
