//! What nobody but the owner of the data can know.

use crate::lang::texts;

/// Something to decide in a project file that was drafted.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Question {
    /// No file looks like stations.
    NoStations,
    /// No file looks like people.
    NoDemand,
    /// No file looks like streets.
    NoStreets,
    /// Stations without a level.
    StationLevel {
        /// The file.
        file: String,
    },
    /// Areas without a level.
    GridLevel {
        /// The file.
        file: String,
        /// What was written.
        assumed: u8,
    },
    /// A coordinate system that could not be told.
    System {
        /// The file.
        file: String,
        /// The likeliest, and why no more is sure.
        likeliest: String,
    },
    /// Streets of which it is not known how far they are mapped.
    Extent {
        /// The file.
        file: String,
    },
    /// A folder that was taken for a scenario by its place alone.
    Scenario {
        /// The folder.
        folder: String,
    },
    /// People without a place to stand.
    NoKey {
        /// The table.
        file: String,
    },
}

impl Question {
    texts! {
        /// The question.
        pub fn text(&self, lang) -> String {
            Self::NoStations =>
                "which file holds the stations? None has points with a level or a name that says so"
                "哪个文件是站点?没有找到带级别的点或相应的文件名";
            Self::NoDemand =>
                "which file says where people live? None has a column of people"
                "哪个文件是人口?没有找到人口列";
            Self::NoStreets =>
                "which file holds the streets? Without any, distances are straight lines"
                "哪个文件是道路?没有道路时按直线距离计算";
            Self::StationLevel { file } =>
                "which level are the stations of {file}? Write level = ..., or add a column 级别"
                "{file}的站点是哪一级?请填写level = ...,或增加级别列";
            Self::GridLevel { file, assumed } =>
                "which level of grid are the areas of {file}? {assumed} is assumed"
                "{file}的区域是几级网格?暂按{assumed}级";
            Self::System { file, likeliest } =>
                "which coordinate system is {file} in? Most likely {likeliest}"
                "{file}是什么坐标系?最可能是{likeliest}";
            Self::Extent { file } =>
                "does {file} hold every street that people could walk? If so, write extent = \"complete\"; else places near its edge stay unknown"
                "{file}是否包含所有可步行的道路?如是,请填写extent = \"complete\";否则靠近边缘的地方无法判定";
            Self::Scenario { folder } =>
                "are the files of {folder} planned? They were taken for a scenario; move them under [inputs] if they stand already"
                "文件夹{folder}中的数据是规划吗?暂按情景处理;如为现状,请移至[inputs]下";
            Self::NoKey { file } =>
                "which rows do the people of {file} belong to? No layer has a column with the same codes or names"
                "{file}的人口对应哪些区域?没有图层含有相同的代码或名称";
        }
    }
}
